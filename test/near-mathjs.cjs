module.exports = globalThis[Symbol.for('siliconomics.mathjs')]();
