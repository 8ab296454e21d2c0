'use strict';
// Made-up stories are the same in each run, so that no run fails by chance. TEST_SEED asks for others: a number, or "any".
const { configureGlobal } = require('fast-check');

const { TEST_SEED = '20260401' } = process.env;
if (TEST_SEED !== 'any') configureGlobal({ seed: Number(TEST_SEED) });
