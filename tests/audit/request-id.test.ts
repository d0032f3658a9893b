import { newRequestId, timeOfRequest } from '../../src/audit/request-id';

it('a request’s id tells its time and is a UUID of version 7', () => {
  const id = newRequestId(1_800_000_000_123);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(timeOfRequest(id)).toBe(1_800_000_000_123);
  expect(new Set(Array.from({ length: 1000 }, () => newRequestId(5))).size).toBe(1000);
});
