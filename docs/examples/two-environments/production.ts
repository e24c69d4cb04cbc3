import { environment } from './environment';

export default environment({ name: 'agents-production', skuTier: 'Standard', pool: 'aks-linux', maxAgents: 20 });
