import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../lib/run-command';

/** Paths of a certificate and its key. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

export interface Subject {
  readonly name: string;
  /** Kubernetes uses it as the group. */
  readonly organization?: string;
  /** Names and addresses of a server, like `DNS:localhost` or `IP:127.0.0.1`. */
  readonly alternativeNames?: readonly string[];
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
/** Validity of certificates, longer than any run. */
const VALID_DAYS = '7';

/** The certificate authority of one run, created with openssl. */
export class Authority {
  readonly certificate: string;
  readonly #folder: string;
  readonly #key: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.certificate = join(folder, 'ca.crt');
    this.#key = join(folder, 'ca.key');
  }

  /** @param folder for the files of the authority; it is created */
  static async create(folder: string): Promise<Authority> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const authority = new Authority(folder);
    const files = ['-keyout', authority.#key, '-out', authority.certificate];
    await runCommand('openssl', [
      'req',
      '-x509',
      ...NEW_KEY,
      '-days',
      VALID_DAYS,
      '-subj',
      `/CN=${folder.slice(1).replaceAll('/', '-')}`,
      ...files,
    ]);
    return authority;
  }

  /** Issues a certificate. @param file name of its files without an extension */
  async issue(file: string, { name, organization, alternativeNames = [] }: Subject): Promise<Certificate> {
    const path = join(this.#folder, file);
    const [certificate, key, request, extensions] = [`${path}.crt`, `${path}.key`, `${path}.csr`, `${path}.ext`];
    const subject = `${organization === undefined ? '' : `/O=${organization}`}/CN=${name}`;
    const lines = ['keyUsage=digitalSignature', 'extendedKeyUsage=serverAuth,clientAuth'];
    if (alternativeNames.length > 0) lines.push(`subjectAltName=${alternativeNames.join(',')}`);
    writeFileSync(extensions, `${lines.join('\n')}\n`);
    await runCommand('openssl', ['req', ...NEW_KEY, '-subj', subject, '-keyout', key, '-out', request]);
    const signer = ['-CA', this.certificate, '-CAkey', this.#key, '-set_serial', `0x${Buffer.from(file).toString('hex').slice(0, 38)}`];
    await runCommand('openssl', [
      'x509',
      '-req',
      '-in',
      request,
      ...signer,
      '-days',
      VALID_DAYS,
      '-extfile',
      extensions,
      '-out',
      certificate,
    ]);
    return { certificate, key };
  }
}

/** Creates the pair of keys that signs and verifies service account tokens. */
export async function createSigningKeys(folder: string): Promise<{ readonly key: string; readonly publicKey: string }> {
  const [key, publicKey] = [join(folder, 'service-account.key'), join(folder, 'service-account.pub')];
  await runCommand('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-out', key]);
  await runCommand('openssl', ['pkey', '-in', key, '-pubout', '-out', publicKey]);
  return { key, publicKey };
}
