import { script } from './script';
import { style } from './style';

/** The page, in one piece. */
export const pageHtml = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Fake Azure DevOps</title>
<style>${style}</style>
</head>
<body>
<header><h1>Fake Azure DevOps</h1><code id="url"></code><span id="link" class="soft" role="status">connecting</span></header>
<main></main>
<script>${script}</script>
</body>
</html>
`;
