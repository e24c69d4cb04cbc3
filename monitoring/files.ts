import { alerts } from './alerts';
import { dashboard } from './dashboard/dashboard';
import { prometheusRules } from './prometheus-rules';

/** The generated files, by path. */
export function monitoringFiles(): Readonly<Record<string, string>> {
  return {
    'monitoring/dashboard.json': `${JSON.stringify(dashboard(), null, 2)}\n`,
    'monitoring/alerts.yml': `# Made by: npm run dashboard\n${prometheusRules(alerts())}`,
  };
}
