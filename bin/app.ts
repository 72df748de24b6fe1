import { fileURLToPath } from 'node:url';
import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addArchive } from '../lib/archive.ts';
import { bundleLambdas } from '../lib/bundling.ts';
import { isExampleContact, readDeployment } from '../lib/deployment.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const app = new App();
const deployment = readDeployment((name) => app.node.tryGetContext(name));
const bundles = bundleLambdas({ root, outDir: `${root}dist/lambdas` });
const { pipeline } = addArchive(app, deployment, (name) => Code.fromAsset(bundles[name].directory));
if (isExampleContact(deployment.contact)) {
  Validations.of(pipeline).addWarning(
    'jmnews:example-contact',
    `'contact' is still the example ${deployment.contact}: set it to an address of yours before you deploy`,
  );
}

Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
