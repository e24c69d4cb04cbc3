module azure-pipelines-agents-aks/chart/keda-module

go 1.26.0

require github.com/kedacore/charts v2.20.3-0.20260903105638-fe065f4d8938+incompatible
