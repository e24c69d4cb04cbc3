const Sequencer = require('@jest/test-sequencer').default;

/** Tests that start whole processes, which take the longest. */
const WHOLE_PROCESSES = /__tests__[\\/](agent[\\/]process|proof[\\/]fake-devops[\\/]stub-agent|operate[\\/]load-test)[\\/]/;

/**
 * Starts the tests of whole processes first. Without a cache of earlier durations, as in a fresh clone, Jest sorts by the
 * size of the files, and then a long test that starts last keeps one worker busy while the others are idle.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => (WHOLE_PROCESSES.test(path) ? 0 : 1);
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
