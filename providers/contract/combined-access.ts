import type { ScalerAccess } from './pod-objects';

/** What a scaler needs that counts the jobs of several services: the variables and credentials of each, in this order. */
export function combinedAccess(accesses: readonly ScalerAccess[]): ScalerAccess {
  const signIns = accesses.map(({ signIn }) => signIn);
  return {
    connection: accesses.flatMap(({ connection }) => connection),
    signIn: {
      env: signIns.flatMap(({ env }) => env),
      volumeMounts: signIns.flatMap(({ volumeMounts }) => volumeMounts),
      volumes: signIns.flatMap(({ volumes }) => volumes),
      podLabels: Object.fromEntries(signIns.flatMap(({ podLabels }) => Object.entries(podLabels))),
      skipAnnotation: signIns.map(({ skipAnnotation }) => skipAnnotation).find((annotation) => annotation !== undefined),
      // The first one to expire. Days like 2027-03-01 sort as text.
      expiresOn: signIns.flatMap(({ expiresOn }) => expiresOn ?? []).toSorted()[0],
    },
  };
}
