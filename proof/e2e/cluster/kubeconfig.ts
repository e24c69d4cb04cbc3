import { readFileSync, writeFileSync } from 'node:fs';
import type { Certificate } from './certificates';

/** Writes a kubeconfig that holds all it needs, for its owner only. @returns the file */
export function writeKubeconfig(file: string, server: string, authority: string, user: Certificate): string {
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
