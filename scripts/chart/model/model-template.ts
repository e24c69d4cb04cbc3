import type { DefaultImages } from '../default-images';
import { filledTemplates } from '../filled-templates';
import { modelFacts } from './model-facts';

/** The chart's template `_model.tpl`, which defines `agents.model`: the files _model*.tpl, one after the other. */
export const modelTemplate = (images: DefaultImages = {}): string =>
  filledTemplates(/^_model.*\.tpl$/, modelFacts(images))
    .map(({ text }) => text)
    .join('\n');
