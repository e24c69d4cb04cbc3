import { gzipSync } from 'node:zlib';
import { decodeRelease } from '../../../operate/release/decode';

/** The data of a Secret that the driver of Helm 3.22.0 has written (helm.sh/helm/v3/pkg/storage/driver). */
const BY_HELM =
  'SDRzSUFBQUFBQUFDLzJTUHdVN0RNQXlHWHdYOTUyWWFPK1lST0NGeFpBaVp4dDJpdWs1VnV4TXc5ZDFSdG5VZ2NiTi9KZC8vK1F5bGdSRkJCMVkzTk1qYUZjUXp1anladnljZXBYeHhRZ1FhQ1AyTEVndjd1cGlUejRhSSs1dWxRWHVreVN0eFlLZEVUblZlVzcvbmljT1lSNWFzYk9GcUVhaXZKaWVlTEJkRnhIYnp1TmxXbHBTMlI5UlpwSUh6TUFvNTJ4cWNTT2E2bmRGenVyVDhFbmFiM1ExeGE2Nmp0VWNlYVAzZVpWbFoxYnBvbHc4VmNuRjZMa1VNOGZWdUxsbm5UeXh2UzRPQk5IZHNqb2dRd2w3N3JDayt2TFFrbko3S3gxNy8zcks3R3RoSWJjV29ZZmtKQUFELy96MUw0c0tFQVFBQQ==';

test('a release that Helm has stored', () => {
  expect(decodeRelease(BY_HELM)).toEqual({
    name: 'agents',
    namespace: 'ns',
    version: 2,
    chart: {
      metadata: { name: 'azure-pipelines-agents-aks', version: '0.1.0' },
      values: { name: '', keda: { version: '2.21.0' } },
    },
    config: { agentPools: [{ name: 'linux' }] },
    manifest: '---\nkind: ScaledJob\n',
  });
});

test('damaged data is refused', () => {
  const cut = Buffer.from(BY_HELM, 'base64').toString('latin1').slice(0, 300);
  expect(() => decodeRelease(Buffer.from(cut).toString('base64'))).toThrow("it can't be decompressed: ");
});

/** Bytes, encoded as the data of the Secret of a release. */
const encoded = (bytes: Buffer): string => Buffer.from(bytes.toString('base64')).toString('base64');

test('what is no release is refused without any of it', () => {
  expect(() => decodeRelease(encoded(Buffer.from('a-token-of-somebody')))).toThrow(/^it is not JSON$/);
});

test('a small Secret that fills the memory when it is decompressed is refused', () => {
  const data = encoded(gzipSync(Buffer.alloc(65 * 1024 * 1024, ' ')));
  expect(data.length).toBeLessThan(1024 * 1024);
  expect(() => decodeRelease(data)).toThrow("it can't be decompressed: ");
});
