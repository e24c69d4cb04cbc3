import { environment } from './environment';

export default environment({ name: 'agents-staging', skuTier: 'Free', pool: 'aks-staging', maxAgents: 3 });
