/** What a service calls that which runs a job. For texts of the log. */
export type Noun = 'agent' | 'runner';
