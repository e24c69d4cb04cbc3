import { readFileSync, writeFileSync } from 'node:fs';
import type { Certificate } from './certificates';

export interface KubeconfigContent {
  /** URL of the API server. */
  readonly server: string;
  /** Path of the authority's certificate. */
  readonly authority: string;
  readonly user: Certificate;
}

/** Writes a kubeconfig that contains the certificates and the key. Only its owner can read it. @returns its path */
export function writeKubeconfig(file: string, { server, authority, user }: KubeconfigContent): string {
  const base64 = (path: string) => readFileSync(path).toString('base64');
  const name = 'e2e';
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, 'certificate-authority-data': base64(authority) } }],
    users: [{ name, user: { 'client-certificate-data': base64(user.certificate), 'client-key-data': base64(user.key) } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  };
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}
