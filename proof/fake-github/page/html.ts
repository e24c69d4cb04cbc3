import { pageHtml } from '../../fake-devops/page/common/html';
import { SCRIPT } from './script';

/** The page, with its style and script. */
export const PAGE_HTML = pageHtml('Fake GitHub', SCRIPT);
