const { sep } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** Folders with tests that start whole processes, which take the longest. */
const WHOLE_PROCESSES = ['agent/whole-program', 'proof/fake-devops/stub-agent', 'proof/fake-github/stub-runner', 'operate/load-test'];

const folders = WHOLE_PROCESSES.map((folder) => ['', '__tests__', ...folder.split('/'), ''].join(sep));

/**
 * Starts the tests of whole processes first. Without a cache of earlier durations, as in a fresh clone, Jest sorts by the
 * size of the files, and then a long test that starts last keeps one worker busy while the others are idle.
 */
module.exports = class LongestFirst extends Sequencer {
  static WHOLE_PROCESSES = WHOLE_PROCESSES;

  sort(tests) {
    const rank = ({ path }) => (folders.some((folder) => path.includes(folder)) ? 0 : 1);
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
