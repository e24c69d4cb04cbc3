import { agentPoolObjectName } from '../names';
import { below } from '../problems/problem';
import { eachEntry } from './each-entry';
import type { Rule } from './rule';

/**
 * The longest name of a ScaledJob, in characters: KEDA and the Job controller each add "-" and five letters to form the
 * name of the pod, which must fit into a label value of 63 characters.
 */
export const MAX_SCALED_JOB_NAME = 51;

/** A deployment of nothing: every list may be empty, but not all of them. */
export const anyEntryRule: Rule = ({ agentPools, runnerPools }) => {
  // An invalid list is undefined.
  if (agentPools?.length !== 0 || runnerPools?.length !== 0) return [];
  return [
    {
      path: 'agentPools',
      rule: 'must have at least one entry, or runnerPools must',
      value: agentPools,
      remedy: 'add an entry, like { name: "linux" }',
    },
  ];
};

/** The names of the Kubernetes objects start with the name of the deployment. */
export const entryNameLengthRule: Rule = (config) =>
  eachEntry(config, (entry, path) => {
    if (config.name === undefined || entry.name === undefined) return [];
    const object = agentPoolObjectName(config.name, entry.name);
    const over = object.length - MAX_SCALED_JOB_NAME;
    if (over <= 0) return [];
    const rule = `must give a Kubernetes name of at most ${MAX_SCALED_JOB_NAME} characters together with the deployment's name ("${object}" has ${object.length})`;
    return [{ path: below(path, 'name'), rule, value: entry.name, remedy: `shorten one of the two by ${over}` }];
  });

/** Two entries with the same name would create the same objects, whichever lists they are in. */
export const entryNameUniqueRule: Rule = (config) => {
  const first = new Map<string, string>();
  return eachEntry(config, ({ name }, path) => {
    if (name === undefined) return [];
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, path);
      return [];
    }
    return [
      {
        path: below(path, 'name'),
        rule: `must be unique, but ${other} has it too`,
        value: name,
        remedy: 'give each entry a name of its own',
      },
    ];
  });
};

/** An agent can't be idle for longer than a job may take. */
export const idleMinutesRule: Rule = (config) =>
  eachEntry(config, ({ idleMinutes, jobTimeoutMinutes }, path) => {
    if (idleMinutes === undefined || jobTimeoutMinutes === undefined || idleMinutes <= jobTimeoutMinutes) return [];
    return [
      {
        path: below(path, 'idleMinutes'),
        rule: `must not be above jobTimeoutMinutes (${jobTimeoutMinutes})`,
        value: idleMinutes,
        remedy: 'lower it, or raise jobTimeoutMinutes',
      },
    ];
  });

/** A toleration that matches any value must not have one itself: the API server rejects it. */
export const tolerationRule: Rule = (config) =>
  eachEntry(config, ({ tolerations }, path) =>
    (tolerations ?? []).flatMap((toleration, index) => {
      if (toleration?.operator !== 'Exists' || toleration.value === undefined) return [];
      const place = below(path, 'tolerations', index, 'value');
      return [
        {
          path: place,
          rule: 'must be left out with operator Exists',
          value: toleration.value,
          remedy: 'leave it out, or use operator Equal',
        },
      ];
    }),
  );
