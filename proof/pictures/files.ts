/** What Prometheus scraped in the test cluster. */
export const RECORDING = 'proof/pictures/recording.json';

/** The report of a load test in the test cluster. */
export const LOAD_TEST_REPORT = 'proof/pictures/load-test.json';

/** The chart of that load test. */
export const LOAD_TEST_PICTURE = 'docs/load-test.svg';

/** The dashboard, drawn from the recording. */
export const DASHBOARD_PICTURE = 'docs/dashboard.svg';
