import { projectOf, withConfig } from './config/project';
import { buildApp } from './stacks/build-app';

const project = projectOf(__dirname);
withConfig(project, (config) => buildApp(config, project).synth());
