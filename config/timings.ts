// Every length of time that agents, pods and commands wait for, and every threshold of a warning, by subject. The following are not here:
// - defaults of options on which nothing else depends: config/schema/
// - how long the condition of an alert must hold: monitoring/alerts.ts
// - how often progress is printed, and limits of other systems: next to their use
// `__tests__/config/timings.test.ts` checks the sums; `npm run docs` generates docs/timings.md from the files of this folder.

export * from './timings/agent';
export * from './timings/calls';
export * from './timings/cluster';
export * from './timings/operate';
export * from './timings/placeholder';
export * from './timings/scaler';
