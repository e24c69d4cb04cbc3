// A file of its own in the image, because it is larger than the rest of the program and only some agents need it:
// scripts/build/bundles.mjs, docs/decisions/0035.
export { ClientSecretCredential, WorkloadIdentityCredential } from '@azure/identity';
