import { describeAgentService } from '../contract/agent-service-contract';
import { AzureDevOpsScene } from './azure-devops-scene';

describeAgentService('Azure DevOps', () => AzureDevOpsScene.open());
