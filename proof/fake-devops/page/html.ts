import { SCRIPT } from './script';
import { STYLE } from './style';

/** The page, with its style and script. */
export const PAGE_HTML = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Fake Azure DevOps</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>Fake Azure DevOps</h1><code id="url"></code><span id="link" role="status">connecting</span></header>
<main></main>
<dialog aria-labelledby="detail-title">
<button type="button" class="close" data-do="close" autofocus>Close</button>
<div class="detail"></div>
</dialog>
<script>${SCRIPT}</script>
</body>
</html>
`;
