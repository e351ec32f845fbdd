import type { TenantControl } from './tenant-control.ts';
import type { TrafficControl } from './traffic-control.ts';

/**
 * What tests do to the stand-in behind everybody's back. Each method takes one object or nothing, and all work over
 * HTTP too: `POST /__control/<method>` with the object as JSON, or `remoteControl<PowerBiControl>(url)`.
 */
export type PowerBiControl = TrafficControl & TenantControl;
