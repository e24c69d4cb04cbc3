// The rules of the config need it too, and they import nothing from a provider.
export { parseScope, type Scope, type ScopeProblem } from '../../config/github-scope';
