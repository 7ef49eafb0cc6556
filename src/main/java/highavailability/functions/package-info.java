/**
 * The triggers of the function app: each reads its message and calls one service. The only package
 * that knows Azure Functions.
 */
package highavailability.functions;
