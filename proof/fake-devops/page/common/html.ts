import { STYLE } from './style';

/** A page with its style and script. It loads no other files. */
export const pageHtml = (title: string, script: string): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${title}</h1><code id="url"></code><span id="link" role="status">connecting</span></header>
<main></main>
<dialog aria-labelledby="detail-title">
<button type="button" class="close" data-do="close" autofocus>Close</button>
<div class="detail"></div>
</dialog>
<script>${script}</script>
</body>
</html>
`;
