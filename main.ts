import { join } from 'node:path';
import { loadConfig } from './config/load';
import { ConfigError } from './config/problem';
import { buildApp } from './stacks/build-app';

const compiled = __dirname;
const project = join(compiled, '..');

try {
  const config = loadConfig(process.env, project, compiled);
  buildApp(config, { imageContext: join(project, 'docker') }).synth();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
