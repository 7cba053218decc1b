// keeps a seeded cluster
import { createCluster, findBinaries } from '/work/wt/proofs/test/support/cluster.ts';
import { migratePostgres } from '/work/wt/proofs/server/src/kernel/database/open.ts';
import { full, seedPostgres } from '/work/wt/proofs/test/bench/seed.ts';
import { createRequire } from 'node:module';
const require = createRequire('/work/wt/proofs/server/package.json');
const pg = require('pg');
const cluster = await createCluster(findBinaries()!, { durable: true });
const client = new pg.Client({ connectionString: cluster.url }); await client.connect(); await client.query('create database bench'); await client.end();
const url = cluster.url.replace(/\/[^/?]*(\?|$)/, '/bench$1');
await migratePostgres(url); console.log('seeding'); await seedPostgres(url, full);
console.log(url);
process.stdin.resume(); process.on('SIGTERM', () => { cluster.remove(); process.exit(0); });
