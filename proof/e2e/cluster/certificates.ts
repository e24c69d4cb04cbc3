import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../lib/run-command';

/** A certificate and its key, as files. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

export interface Subject {
  readonly name: string;
  /** Kubernetes takes it for a group. */
  readonly organization?: string;
  /** Names and addresses that it serves at, like `DNS:localhost` or `IP:127.0.0.1`. */
  readonly alternativeNames?: readonly string[];
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
/** Longer than any run. */
const DAYS = '7';

/** A certificate authority of one run, made by openssl. */
export class Authority {
  readonly certificate: string;
  readonly #folder: string;
  readonly #key: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.certificate = join(folder, 'ca.crt');
    this.#key = join(folder, 'ca.key');
  }

  /** @param folder that is made for its files */
  static async create(folder: string): Promise<Authority> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const authority = new Authority(folder);
    const files = ['-keyout', authority.#key, '-out', authority.certificate];
    await runCommand('openssl', [
      'req',
      '-x509',
      ...NEW_KEY,
      '-days',
      DAYS,
      '-subj',
      `/CN=${folder.slice(1).replaceAll('/', '-')}`,
      ...files,
    ]);
    return authority;
  }

  /** @param file name of the certificate's files */
  async issue(file: string, { name, organization, alternativeNames = [] }: Subject): Promise<Certificate> {
    const path = join(this.#folder, file);
    const [certificate, key, request, extensions] = [`${path}.crt`, `${path}.key`, `${path}.csr`, `${path}.ext`];
    const subject = `${organization === undefined ? '' : `/O=${organization}`}/CN=${name}`;
    const lines = ['keyUsage=digitalSignature', 'extendedKeyUsage=serverAuth,clientAuth'];
    if (alternativeNames.length > 0) lines.push(`subjectAltName=${alternativeNames.join(',')}`);
    writeFileSync(extensions, `${lines.join('\n')}\n`);
    await runCommand('openssl', ['req', ...NEW_KEY, '-subj', subject, '-keyout', key, '-out', request]);
    const signer = ['-CA', this.certificate, '-CAkey', this.#key, '-set_serial', `0x${Buffer.from(file).toString('hex').slice(0, 38)}`];
    await runCommand('openssl', ['x509', '-req', '-in', request, ...signer, '-days', DAYS, '-extfile', extensions, '-out', certificate]);
    return { certificate, key };
  }
}

/** A pair of keys, by which service account tokens are signed and checked. */
export async function signingKeys(folder: string): Promise<{ readonly key: string; readonly publicKey: string }> {
  const [key, publicKey] = [join(folder, 'service-account.key'), join(folder, 'service-account.pub')];
  await runCommand('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-out', key]);
  await runCommand('openssl', ['pkey', '-in', key, '-pubout', '-out', publicKey]);
  return { key, publicKey };
}
