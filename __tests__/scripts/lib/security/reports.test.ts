import { readCheckov } from '../../../../scripts/lib/security/checkov-report';
import { readKubeScore } from '../../../../scripts/lib/security/kube-score-report';

const nameOf = (file: string) => (file === '10-job.yaml' ? 'Job/<entry>' : file);

const check = (check_id: string, resource: string, file_path: string) => ({
  check_id,
  check_name: `about ${check_id}`,
  resource,
  file_path,
});
const report = (check_type: string, failed_checks: readonly object[], passed = 1, parsing_errors: readonly string[] = []) => ({
  check_type,
  results: { passed_checks: new Array(passed).fill({}), failed_checks, parsing_errors },
});
const plan = report('terraform_plan', [check('CKV_AZURE_4', 'azurerm_kubernetes_cluster.cluster', '/a.json')], 13);
const pod = check('CKV_K8S_11', 'Job.a.b', '/manifests/10-job.yaml');

test('checkov: a report for each kind of file; Terraform by address, Kubernetes by object, each finding once', () => {
  expect(readCheckov(JSON.stringify([plan, report('kubernetes', [pod, pod], 7)]), nameOf)).toEqual({
    scanner: 'checkov',
    passed: { terraform_plan: 13, kubernetes: 7 },
    findings: [
      { scanner: 'checkov', check: 'CKV_AZURE_4', object: 'azurerm_kubernetes_cluster.cluster', title: 'about CKV_AZURE_4' },
      { scanner: 'checkov', check: 'CKV_K8S_11', object: 'Job/<entry>', title: 'about CKV_K8S_11' },
    ],
  });
});

test('checkov: one kind of file gives a single report, and no file gives none', () => {
  expect(readCheckov(JSON.stringify(plan), nameOf).passed).toEqual({ terraform_plan: 13 });
  expect(readCheckov('{"passed": 0, "failed": 0}', nameOf)).toEqual({ scanner: 'checkov', passed: {}, findings: [] });
});

test('checkov: a file that it cannot read is an error', () => {
  const output = JSON.stringify(report('terraform_plan', [], 5, ['/tmp/a.json']));
  expect(() => readCheckov(output, nameOf)).toThrow('checkov could not read /tmp/a.json');
});

const scored = (id: string, grade: number, comments: readonly object[] | null = null, skipped = false) => ({
  check: { id },
  grade,
  skipped,
  comments,
});
const kubeScore = (...checks: readonly object[]) => readKubeScore(JSON.stringify([{ file_name: '/tmp/10-job.yaml', checks }]), nameOf);

test('kube-score: a finding for each container; skipped checks are not counted', () => {
  const comments = [
    { path: 'agent', summary: 'no limit' },
    { path: 'agent', summary: 'no request' },
    { path: 'registrar', summary: 'no limit' },
  ];
  expect(kubeScore(scored('resources', 1, comments), scored('version', 10), scored('other', 1, null, true))).toEqual({
    scanner: 'kube-score',
    passed: { kubernetes: 1 },
    findings: [
      { scanner: 'kube-score', check: 'resources', object: 'Job/<entry> agent', title: 'no limit, no request' },
      { scanner: 'kube-score', check: 'resources', object: 'Job/<entry> registrar', title: 'no limit' },
    ],
  });
});

test.each([1, 5, 7])('kube-score: grade %i is a finding, with or without a comment', (grade) => {
  expect(kubeScore(scored('version', grade)).findings).toEqual([
    { scanner: 'kube-score', check: 'version', object: 'Job/<entry>', title: '' },
  ]);
});
