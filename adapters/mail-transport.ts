/** How a mail server is reached: what goes over a network is encrypted, or is not sent. */

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Whether a server that cannot encrypt is refused: all but this machine, and where the URL ends in `?requireTLS=false`. */
export const mustEncrypt = (url: URL): boolean => !LOOPBACK.test(url.hostname) && url.searchParams.get('requireTLS') !== 'false';

/** Options of nodemailer for `smtps://user:password@host` or `smtp://host:587`. */
export function transportOptions(smtpUrl: string, timeoutMs: number) {
  const url = new URL(smtpUrl);
  const requireTLS = mustEncrypt(url);
  url.searchParams.delete('requireTLS');
  const each = Math.ceil(timeoutMs / 3);
  return { url: url.href, requireTLS, connectionTimeout: each, greetingTimeout: each, socketTimeout: each, disableFileAccess: true, disableUrlAccess: true };
}
