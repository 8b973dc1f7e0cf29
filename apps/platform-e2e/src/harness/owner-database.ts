import { migrationDataSource } from '@skyledger/database';

/** The platform's database as its owner sees it: every tenant's rows, and the right to change tables. */
export class OwnerDatabase {
  private constructor(private readonly dataSource: ReturnType<typeof migrationDataSource>) {}

  static async connect(url: string): Promise<OwnerDatabase> {
    return new OwnerDatabase(await migrationDataSource(url).initialize());
  }

  async query<Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.dataSource.query<Row[]>(sql, parameters);
  }

  /** The first column of the first row, as a number. */
  async number(sql: string, parameters: unknown[] = []): Promise<number> {
    const [row] = await this.query<Record<string, unknown>>(sql, parameters);
    return Number(Object.values(row ?? {})[0]);
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }
}
