import { projectOf, withConfig } from './config/project';
import { buildApp } from './stacks/build-app';

const project = projectOf(__dirname);
withConfig(project, (config) => {
  if (!process.argv.includes('--check')) buildApp(config, project).synth();
});
