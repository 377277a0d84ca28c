// Sends a few records by an OpenTelemetry exporter at its default settings; the endpoint comes from OTEL_EXPORTER_OTLP_ENDPOINT, as a user would set it.
'use strict';
const { SeverityNumber } = require('@opentelemetry/api-logs');
const { LoggerProvider, BatchLogRecordProcessor } = require('@opentelemetry/sdk-logs');
const { resourceFromAttributes } = require('@opentelemetry/resources');

const [protocol, run] = process.argv.slice(2);
const { OTLPLogExporter } = require(`@opentelemetry/exporter-logs-otlp-${protocol}`);

const provider = new LoggerProvider({
  resource: resourceFromAttributes({ 'service.name': `node-${protocol}`, 'test.run': run }),
  processors: [new BatchLogRecordProcessor({ exporter: new OTLPLogExporter() })],
});
const logger = provider.getLogger('checkout', '1.2.3');

logger.emit({
  timestamp: new Date('2026-01-02T03:04:05.678Z'),
  severityNumber: SeverityNumber.WARN,
  severityText: 'WARNING',
  eventName: 'cart.emptied',
  body: 'cart emptied, näive ünïcode ✓',
  attributes: {
    text: 'value', int: 42, double: 1.5, flag: true, list: ['a', 'b'], numbers: [1, 2], nested: { inner: { deep: 'x' } }, bytes: new Uint8Array([0, 255, 7]),
  },
});
logger.emit({ severityNumber: SeverityNumber.INFO, body: { structured: { answer: 42, list: [1, 'two', false] } }, attributes: { kind: 'map' } });
logger.emit({ severityNumber: SeverityNumber.ERROR2, body: ['a', 1, true], attributes: { kind: 'array' } });
for (let i = 0; i < 500; i++) {
  logger.emit({ severityNumber: SeverityNumber.DEBUG, body: `filler ${i}`, attributes: { sequence: i } });
}

provider.forceFlush()
  .then(() => provider.shutdown())
  .then(() => console.log('sent 503'), error => { console.error(error); process.exit(1); });
