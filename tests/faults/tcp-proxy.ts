/** A network cable between a program and a server, to be cut: at once, or so that nothing passes and nobody is told. */
import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Cable {
  port: number;
  /** Every connection ends, and new ones are refused: the server was stopped. */
  stop(): void;
  /** Connections stay open, and nothing passes any more: the network is lost. */
  silence(): void;
  /** All is well again, for new connections. */
  mend(): void;
  close(): Promise<void>;
}

export async function layCable(host: string, port: number): Promise<Cable> {
  let state: 'sound' | 'stopped' | 'silent' = 'sound';
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    near.on('error', () => undefined);
    if (state === 'stopped') return void near.destroy();
    sockets.add(near);
    near.on('close', () => sockets.delete(near));
    if (state === 'silent') return;
    const far = connect(port, host);
    far.on('error', () => near.destroy());
    near.on('data', (data) => state !== 'silent' && far.write(data));
    far.on('data', (data) => state !== 'silent' && near.write(data));
    // In silence the other side must not hear of the end either.
    near.on('close', () => state !== 'silent' && far.destroy());
    far.on('close', () => {
      sockets.delete(far);
      if (state !== 'silent') near.destroy();
    });
    sockets.add(far);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cutAll = () => sockets.forEach((socket) => socket.destroy());
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      state = 'stopped';
      cutAll();
    },
    silence: () => void (state = 'silent'),
    mend: () => void (state = 'sound'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cutAll();
      }),
  };
}
