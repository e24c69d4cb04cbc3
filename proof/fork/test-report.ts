import { relative } from 'node:path';

/** The fields of jest's --json that are read. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    /** Absolute path of the test file. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** A test that failed. `test` is undefined if the file could not be loaded. */
export interface FailedTest {
  readonly file: string;
  readonly test: string | undefined;
}

/** The failed tests of a report. @param root the folder that paths are relative to */
export function failedTests(report: JestReport, root: string): readonly FailedTest[] {
  return report.testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, assertionResults }): readonly FailedTest[] => {
      const file = relative(root, name);
      const failed = assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => ({ file, test: fullName }));
      return failed.length > 0 ? failed : [{ file, test: undefined }];
    });
}

/** Whether the same test is in a list. */
export const isAmong = (tests: readonly FailedTest[], { file, test }: FailedTest): boolean =>
  tests.some((other) => other.file === file && other.test === test);

/** The files of tests, without repetition. */
export const filesOf = (tests: readonly FailedTest[]): readonly string[] => [...new Set(tests.map(({ file }) => file))];

/** The tests that fail with cdktn but not with cdktf. A file that can't be loaded with cdktf hides nothing: its tests count. */
export const onlyWithFork = (withFork: readonly FailedTest[], withCdktf: readonly FailedTest[]): readonly FailedTest[] =>
  withFork.filter((test) => !isAmong(withCdktf, test));

/** One line for a failed test. */
export const lineOf = ({ file, test }: FailedTest): string => (test === undefined ? `${file} could not be run` : `${file}: ${test}`);
