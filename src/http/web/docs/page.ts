import { hash } from 'node:crypto';
import { Html, html } from '../html.ts';
import { contents } from './contents.ts';
import { docsPath, linkTo, rootOf, type Site } from './site.ts';
import { style } from './style.ts';

export interface Page {
  /** Below the server's address. */
  path: string;
  title: string;
  /** One sentence, for search engines and previews. */
  about: string;
  main: Html;
}

/** Nothing is loaded or run but this style. */
export const policy = [
  `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'; img-src 'self'`,
  `base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
].join('; ');

/** The whole page. `path` is where it was asked for: links are relative to that. */
export function render(site: Site, { title, about, main, path: own }: Page, path = own): Buffer {
  const root = rootOf(path);
  const { baseUrl } = site.reference;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Meetric</title>
<meta name="description" content="${about}">
<link rel="canonical" href="${site.publicUrl}${own}">
<link rel="icon" href="${root}docs/icon.svg" type="image/svg+xml">
<style>${new Html(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="top">
<a class="brand" href="${linkTo(path, docsPath)}"><img src="${root}docs/icon.svg" alt="" width="24" height="24">Meetric<span>API Reference</span></a>
<nav aria-label="Elsewhere"><a class="to-contents" href="#contents">Contents</a><a href="${linkTo(path, new URL(`${baseUrl}/openapi.json`).pathname)}">OpenAPI</a><a href="${root}">Open app</a></nav>
</header>
<div class="frame">
${contents(site, path)}
<main id="main" tabindex="-1">
${main}
<footer><p>Meetric server ${site.version}. An independent implementation of the documented partner API.</p></footer>
</main>
</div>
</body>
</html>
`;
  return Buffer.from(page.text);
}
