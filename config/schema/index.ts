/** Every object schema, under the name that it has in its file. The docs of the options are generated from these. */
export * from './agent-pool';
export * from './azure-devops';
export * from './backend';
export * from './budget';
export * from './cluster';
export * from './config';
export * from './github';
export * from './image';
export * from './keda';
export * from './monitoring';
export * from './pod-options';
export * from './prices';
export * from './registry';
export * from './resource-group';
export * from './runner-pool';
export * from './warm';
