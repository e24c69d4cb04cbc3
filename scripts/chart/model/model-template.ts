import type { ChartOptions } from '../chart-options';
import { filledTemplates } from '../filled-templates';
import { modelFacts } from './model-facts';

/** The chart's template `_model.tpl`, which defines `agents.model`: the files _model*.tpl, one after the other. */
export const modelTemplate = (options: ChartOptions = {}): string =>
  filledTemplates(/^_model.*\.tpl$/, modelFacts(options))
    .map(({ text }) => text)
    .join('\n');
