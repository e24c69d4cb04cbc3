/** Every object schema of the values, under the name that it has in its file. Docs and descriptions are generated from these. */
export * from '../azure-pipelines/service-values';
export * from '../github/service-values';
export * from './chart-values';
export * from './cluster';
export * from './entries';
