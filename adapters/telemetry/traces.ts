/**
 * Traces for OpenTelemetry: a turn, its steps, the store, a model, each with its time. Attributes are names of lists and numbers, never
 * what people write. Off, and not even read, unless OTEL_EXPORTER_OTLP_ENDPOINT says where to send them.
 */
import type { Trace } from '../../bot/ports.ts';

export interface Traces {
  trace: Trace;
  /** Sends what is left. */
  stop(): Promise<void>;
}

export interface TraceSettings {
  OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  OTEL_SERVICE_NAME: string;
  /** Of how many turns one is traced: 1 for each, 0.01 for one in a hundred. */
  OTEL_TRACES_SAMPLER_ARG: number;
}

/** Null without an endpoint. */
export async function openTraces({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: name, OTEL_TRACES_SAMPLER_ARG: share }: TraceSettings): Promise<Traces | null> {
  if (endpoint === undefined) return null;
  const [{ SpanStatusCode, trace }, { BatchSpanProcessor, NodeTracerProvider, ParentBasedSampler, TraceIdRatioBasedSampler }, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': name }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  const tracer = trace.getTracer('accueil-cep');

  return {
    trace: (work, run) =>
      tracer.startActiveSpan(work, async (span) => {
        try {
          return await run((attributes) => void span.setAttributes(attributes));
        } catch (error) {
          // The name alone: a message may hold what somebody wrote.
          span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
          throw error;
        } finally {
          span.end();
        }
      }),
    stop: () => provider.shutdown(),
  };
}
