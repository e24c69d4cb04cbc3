import { pageHtml } from './common/html';
import { SCRIPT } from './script';

/** The page, with its style and script. */
export const PAGE_HTML = pageHtml('Fake Azure DevOps', SCRIPT);
