/** What all pages share: head, skip link, bar at the top. */
import { type Assets, LETTERS } from './assets.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { brandMark } from './icons.ts';

export interface Page {
  title: string;
  /** Class of the body, for the style sheet. */
  kind: string;
  /** Style sheets beside the common one. */
  styles?: string[];
  /** The script, then those that it imports: asked for together rather than one after the other. */
  scripts?: string[];
  /** Id of the place that keyboard users may jump to, and its name. */
  skipTo: { id: string; name: string };
  content: HtmlValue;
}

export function layout(assets: Assets, page: Page): Html {
  const [script, ...imported] = page.scripts ?? [];
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>${page.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#f6f4ee" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#101b1d" media="(prefers-color-scheme: dark)">
<link rel="icon" href="${assets.url('icon.svg')}" type="image/svg+xml">
${['base.css', ...(page.styles ?? [])].map((name) => html`<link rel="stylesheet" href="${assets.url(name)}">`)}
${LETTERS.map((name) => html`<link rel="preload" href="${assets.url(name)}" as="font" type="font/woff2" crossorigin>`)}
${imported.map((name) => html`<link rel="modulepreload" href="${assets.url(name)}">`)}
${script !== undefined && html`<script type="module" src="${assets.url(script)}"></script>`}
</head>
<body class="${page.kind}">
<a class="skip" href="#${page.skipTo.id}">${page.skipTo.name}</a>
${page.content}
</body>
</html>
`;
}

/** The bar: who is speaking, and whatever the page puts at its right. */
export function bar(name: Html, right: HtmlValue = null): Html {
  return html`<header class="bar"><div class="bar-inner">${brandMark()}<div class="name">${name}</div>${right}</div></header>`;
}
