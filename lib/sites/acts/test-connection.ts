/** Tests a connection and keeps what was found, with its time: by a person's press, and every night. Reads only. */
import type { Connection, ConnectionTest } from '../ports'
import type { SettingsDeps } from '../settings'

export async function testConnection({ sites, tools, clock }: Pick<SettingsDeps, 'sites' | 'tools' | 'clock'>, connection: Connection): Promise<ConnectionTest> {
  const units = (await sites.units()).filter(({ connectionId, retiredAt }) => connectionId === connection.id && retiredAt === null).map(({ name }) => name)
  const before = await sites.lastChange(connection.id, null)
  const checks = await tools.test(connection, units)
  const test = { at: clock.now(), checks }
  // Changed while it was tested: what was found is true of a place that is no more.
  if ((await sites.lastChange(connection.id, null)) === before) await sites.saveTest(connection.id, test)
  return test
}
