using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Deployments;

/// <summary>The form on disk of <see cref="DeploymentStates.Whole"/>.</summary>
internal static class GoldenDeployment
{
    public const string Text = """
        {
          "id": 1,
          "version": 1,
          "release": "1.4.0",
          "before": {
            "color": "Blue",
            "generation": 3,
            "release": "1.3.0"
          },
          "strategy": {
            "autoPromote": false,
            "provisionLimit": "00:02:00",
            "dwell": "00:00:01.5000000",
            "validationLimit": "00:15:00",
            "approvalLimit": "1.00:00:00",
            "drainLimit": "00:00:30",
            "bakeTime": "00:05:00",
            "bakeLimit": "01:00:00",
            "keepWarm": "01:00:00",
            "mirrorShare": 1,
            "minUnits": 30,
            "minRecords": 5000,
            "alpha": 0.01,
            "latencyRatio": 1.25,
            "latencyLimit": "00:00:02",
            "headRoom": 1.2,
            "maxLag": "00:00:05",
            "cpuRatio": 1.3,
            "memoryRatio": 1.5,
            "memoryLimit": 1073741824,
            "errorTolerance": 0.001,
            "diffTolerance": 0,
            "checks": {
              "latency": "Advisory",
              "custom:smoke": "Required"
            }
          },
          "actor": "ann",
          "reason": "faster <parser> & “quotes”",
          "startedAt": "2025-03-01T12:00:00+00:00",
          "phase": "RolledBack",
          "phaseSince": "2025-03-01T12:00:00+00:00",
          "deadline": "2025-03-01T12:01:00+00:00",
          "switched": {
            "color": "Green",
            "generation": 4,
            "release": "1.4.0"
          },
          "restored": {
            "color": "Blue",
            "generation": 5,
            "release": "1.3.0"
          },
          "checks": [
            {
              "check": "output-diff",
              "stage": "Bake",
              "verdict": "Fail",
              "summary": "12% differ",
              "samples": 4000,
              "minSamples": 5000,
              "sampleUnit": "record",
              "figures": [
                {
                  "name": "baseline p50 ms",
                  "value": 1.25
                },
                {
                  "name": "ratio",
                  "value": "NaN"
                }
              ],
              "changes": [
                {
                  "service": "auth",
                  "field": "user.email",
                  "kind": "Changed",
                  "records": 12,
                  "compared": 100,
                  "disposition": "Unexpected",
                  "examples": [
                    {
                      "batch": 7,
                      "ordinal": 0,
                      "before": "a@b",
                      "after": null
                    }
                  ]
                }
              ],
              "distributions": []
            }
          ],
          "isNotReversible": true,
          "approvedBy": "bob",
          "isDrainOverdue": true,
          "sealed": 4,
          "oldSlot": "Warm",
          "pendingOutcome": "Rolled back.",
          "noRollback": "the old slot is gone",
          "warmUntil": "2025-03-01T13:00:00+00:00",
          "outcome": "Rolled back.",
          "endedAt": "2025-03-01T12:09:00.0000001+00:00",
          "ledger": {
            "at": "2025-03-01T12:00:00+00:00",
            "generations": [
              {
                "totals": {
                  "generation": 4,
                  "release": "1.4.0",
                  "batches": 1,
                  "committed": 2,
                  "quarantined": 3,
                  "dropped": 4
                },
                "inFlight": 5,
                "isSealed": true
              }
            ],
            "isBalanced": true
          },
          "switchTiming": {
            "command": "00:00:00.0030000",
            "converged": "00:00:00.0000017",
            "drained": null
          },
          "rollbackTiming": {
            "command": "00:00:00.0020000",
            "converged": "00:00:00.0000007",
            "drained": "00:00:01"
          },
          "timeline": [
            {
              "at": "2025-03-01T12:00:00+00:00",
              "phase": "Provisioning",
              "actor": "ann",
              "message": "It began."
            }
          ]
        }
        """;
}
