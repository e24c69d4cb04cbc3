module azure-pipelines-agents-aks/e2e/pause

go 1.24.0
