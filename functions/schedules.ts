import { z } from 'zod';
import { route } from '../lib/http/route.ts';
import {
  previewRequestSchema,
  scheduleDefinitionView,
  scheduleImportSchema,
  schedulePreviewView,
  showPreview,
} from '../lib/http/views/schedules.ts';
import { readScheduleDefinition, writeScheduleDefinition } from '../lib/schedules/definition-xml.ts';
import { previewSchedule } from '../lib/schedules/preview-schedule.ts';
import { scheduleOf } from '../lib/schedules/schedule.ts';
import { scheduleSchema } from '../lib/schedules/schema.ts';
import { registerRoutes } from './shared/register-routes.ts';

const group = 'Schedules';

registerRoutes(
  route({
    name: 'schedules-preview',
    method: 'POST',
    path: 'api/schedules/preview',
    group,
    summary: 'What a schedule means, before it is saved: in plain words, and its next occurrences.',
    access: 'caller',
    body: { json: previewRequestSchema },
    answers: { 200: schedulePreviewView },
    async handle({ app, body: { schedule, count } }) {
      const preview = previewSchedule(scheduleOf(schedule), { after: app.clock.now(), count });
      return { status: 200, body: showPreview(preview) };
    },
  }),
  route({
    name: 'schedules-import',
    method: 'POST',
    path: 'api/schedules/import',
    group,
    summary:
      'Reads a ScheduleDefinition of a report server. What cannot be kept is refused with SCHEDULE_INVALID and the reason.',
    access: 'caller',
    body: { json: scheduleImportSchema },
    answers: { 200: schedulePreviewView },
    async handle({ app, body: { definition, zone, count } }) {
      const schedule = readScheduleDefinition(definition, zone);
      return { status: 200, body: showPreview(previewSchedule(schedule, { after: app.clock.now(), count })) };
    },
  }),
  route({
    name: 'schedules-export',
    method: 'POST',
    path: 'api/schedules/export',
    group,
    summary: 'Writes a schedule as a ScheduleDefinition of report servers.',
    access: 'caller',
    body: { json: z.strictObject({ schedule: scheduleSchema }) },
    answers: { 200: scheduleDefinitionView },
    async handle({ body }) {
      const schedule = scheduleOf(body.schedule);
      return { status: 200, body: { definition: writeScheduleDefinition(schedule), zone: schedule.zone } };
    },
  }),
);
