package dev.nightsweep.publish.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.UserErrorException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowAddressTest {
  @Test
  void whatStandsBehindTheHostIsKept() {
    assertThat(MlflowAddress.parse("https://host:8443/team/mlflow/").of("runs/create"))
        .hasToString("https://host:8443/team/mlflow/api/2.0/mlflow/runs/create");
    assertThat(MlflowAddress.parse("http://host").of("runs/get", Map.of("run_id", "a b&c")))
        .hasToString("http://host/api/2.0/mlflow/runs/get?run_id=a+b%26c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqlite:///mlflow.db",
        "file:///tmp/mlruns",
        "databricks://profile",
        "host:5000",
        "http://",
        "http://host?x=1",
        "http://host#x",
        "http://a b"
      })
  void whatIsNoServerIsRefused(String text) {
    assertThatThrownBy(() -> MlflowAddress.parse(text))
        .isInstanceOfSatisfying(
            UserErrorException.class,
            e -> assertThat(e.kind()).isEqualTo(UserErrorException.Kind.USAGE));
  }

  @Test
  void aPasswordDoesNotBelongThere() {
    assertThatThrownBy(() -> MlflowAddress.parse("https://me:hunter2@host"))
        .hasMessageContaining("MLFLOW_TRACKING_PASSWORD")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void onlyAnUnencryptedWayThroughTheNetIsOpenToOthers() {
    assertThat(MlflowAddress.parse("http://127.0.0.1:5000").isOpenToOthers()).isFalse();
    assertThat(MlflowAddress.parse("https://host").isOpenToOthers()).isFalse();
    assertThat(MlflowAddress.parse("http://host").isOpenToOthers()).isTrue();
  }

  @Test
  void userAndPasswordGoBeforeAToken() {
    Map<String, String> both =
        Map.of(
            "MLFLOW_TRACKING_USERNAME", "me",
            "MLFLOW_TRACKING_PASSWORD", "hunter2",
            "MLFLOW_TRACKING_TOKEN", "token");
    assertThat(new MlflowAccess(both).authorization()).hasValue("Basic bWU6aHVudGVyMg==");
    assertThat(new MlflowAccess(Map.of("MLFLOW_TRACKING_TOKEN", "t0ken")).authorization())
        .hasValue("Bearer t0ken");
    assertThat(new MlflowAccess(Map.of("MLFLOW_TRACKING_USERNAME", "me")).authorization())
        .isEmpty();
    assertThat(new MlflowAccess(Map.of("MLFLOW_TRACKING_TOKEN", "")).authorization()).isEmpty();
  }

  @Test
  void aTokenThatIsNoneIsNotShown() {
    MlflowAccess access = new MlflowAccess(Map.of("MLFLOW_TRACKING_TOKEN", "se cret\n"));
    assertThatThrownBy(access::authorization)
        .isInstanceOf(UserErrorException.class)
        .hasMessageNotContaining("cret");
    assertThat(access.toString()).doesNotContain("cret");
  }
}
