// What is shown of the output of tsc. A config may contain a secret by mistake, and tsc quotes what it finds.
import { CONFIGS } from './bundles.mjs';
import { contentOf } from './files.mjs';

/** The messages of tsc without those about one file. */
export const withoutFile = (output, file) => join(messagesOf(output).filter((message) => fileOf(message) !== file));

/** The messages of tsc, without the texts that those about configs quote. The name of an option remains. */
export const withoutTexts = (output) => join(messagesOf(output).map((message) => (isConfig(fileOf(message)) ? masked(message) : message)));

/** Lines that belong to a message are indented. */
const messagesOf = (output) => (output.trim() === '' ? [] : output.trimEnd().split(/\n(?=\S)/));
const join = (messages) => messages.map((message) => `${message}\n`).join('');
const fileOf = (message) => /^(.+?)\(\d+,\d+\): /.exec(message)?.[1] ?? '';

/** Configs that the environment does not name count too. */
const isConfig = (file) => CONFIGS.includes(file) || Boolean(contentOf(file)?.includes('default defineConfig('));

/** tsc quotes with " or, if the text has placeholders, with `. It may shorten a text, so the closing quote may be missing. */
const masked = (message) => message.replace(/(["`])(\\.|(?!\1)[^\\\n])*(\1|$)/gm, '$1...$1');
