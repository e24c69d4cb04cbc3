import { type Step, workflow } from './project-files';
import { runBash } from './run-bash';

const RUN = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'owner/agents', GITHUB_RUN_ID: '7', PULL_REQUEST: '3' };
const LINK = 'https://github.com/owner/agents/actions/runs/7';

const stepsOf = (name: string, job: string): readonly Step[] => workflow(name).jobs[job]?.steps ?? [];
const scriptWith = (steps: readonly Step[], words: string): string => steps.find(({ run }) => run?.includes(words))?.run ?? '';

describe('a pull request whose plan ended early', () => {
  const steps = stepsOf('deploy', 'plan');
  const upload = steps.findIndex(({ uses }) => uses?.startsWith('actions/upload-artifact'));
  const before = steps[upload - 1];

  test.each([
    ['gets a comment that says so and links to the log', {}, `### Plan\n\nCould not be planned, see [the log of the run](${LINK}).\n`],
    ['gets the part that was planned', { 'plan.md': 'some stacks\n' }, 'some stacks\n'],
  ])('%s', (_, files, expected) => {
    expect(before?.if).toBe('${{ !cancelled() }}');
    runBash(before?.run ?? '', { environment: RUN, files }, ({ status, file }) => {
      expect(status).toBe(0);
      expect(file('plan.md')).toBe(expected);
    });
  });

  test('gets its comment replaced even if the plan was refused or stopped and left no artifact', () => {
    const comment = stepsOf('deploy', 'comment');
    expect(comment.find(({ uses }) => uses?.startsWith('actions/download-artifact'))?.['continue-on-error']).toBe(true);
    const gh = 'case "$*" in *--paginate*) echo 12 ;; esac';
    runBash(scriptWith(comment, 'comment.md'), { environment: RUN, programs: { gh } }, ({ status, calls, file }) => {
      expect(status).toBe(0);
      expect(calls.at(-1)).toContain('--method PATCH repos/owner/agents/issues/comments/12');
      expect(file('comment.md')).toBe(`<!-- plan -->\n### Plan\n\nThere is none, see [the run](${LINK}).\n`);
    });
  });
});

describe('the issue of the nightly plan', () => {
  const issue = workflow('drift').jobs['issue'];
  const closed = (code: string): boolean =>
    runBash(
      scriptWith(issue?.steps ?? [], 'gh issue close'),
      { environment: { CODE: code, RUN: LINK }, programs: { gh: 'case "$2" in list) echo 5 ;; esac' }, files: { 'plan.md': '' } },
      ({ calls }) => calls.some((call) => call.startsWith('gh issue close 5')),
    );

  test('stays open if the plan fails', () => {
    expect(issue).toMatchObject({ needs: 'plan' });
    expect(issue?.if).toBeUndefined();
    expect(['', '1', '2'].filter(closed)).toEqual([]);
  });

  test('is closed when nothing differs any more', () => {
    expect(closed('0')).toBe(true);
  });
});
