<?php
// A webhook receiver without packages. Start: SECRET=whsec_... php -S 127.0.0.1:9000 examples/webhook-receiver.php
declare(strict_types=1);

$secret = getenv('SECRET') ?: throw new RuntimeException('SECRET must be the whsec_... of "bin/meetric webhook create".');
$inbox = getenv('INBOX') ?: sys_get_temp_dir() . '/meetric-inbox';

/** The signature covers the body as received; the key is the whole secret string. */
function is_signed(string $secret, string $raw_body, string $signature): bool
{
    return hash_equals('sha256=' . hash_hmac('sha256', $raw_body, $secret), $signature);
}

if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
    http_response_code(405);
    return;
}
// The bytes as they came: $_POST would be another reading of them.
$raw_body = file_get_contents('php://input');
// A signature of the new secret comes beside the old one's while a secret is replaced.
$signed = is_signed($secret, $raw_body, $_SERVER['HTTP_X_WEBHOOK_SIGNATURE'] ?? '');
if (!$signed && !is_signed($secret, $raw_body, $_SERVER['HTTP_X_WEBHOOK_SIGNATURE_NEXT'] ?? '')) {
    http_response_code(401);
    return;
}
$payload = json_decode($raw_body, true, flags: JSON_THROW_ON_ERROR);
// The id of the signed body, not of a header: the signature does not cover headers.
$delivery_id = $payload['_meta']['delivery_id'];
if (preg_match('/^[0-9a-f-]{36}$/', $delivery_id) !== 1) {
    http_response_code(400);
    return;
}
is_dir($inbox) || mkdir($inbox, 0700, true) || is_dir($inbox);
// One file for each delivery: mode x makes it only where it is not there yet. Another program works through the folder, and
// keeps the names for longer than the four days of retries. A real receiver has a table with the id as its key.
$file = @fopen("$inbox/$delivery_id.json", 'x');
if ($file !== false) {
    fwrite($file, $raw_body);
    fclose($file);
    $conversation = $payload['data']['conversation'];
    error_log(sprintf('%s: %s (%s)', $payload['event'], $conversation['title'] ?? '', $conversation['id']));
}
http_response_code(204);
